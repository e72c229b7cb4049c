# Builds the Windows installer into dist\: needs Python 3.11+ and NSIS (makensis) on the path.
# With SIGNING_CERTIFICATE (a .pfx) and SIGNING_PASSWORD set, programs and installer are signed.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
$env:PYTHONHASHSEED = "1"
$env:SOURCE_DATE_EPOCH = git log -1 --format=%ct

function Invoke-Checked { & $args[0] $args[1..($args.Length - 1)]; if ($LASTEXITCODE) { throw "$args failed" } }
function Add-Signature($file) {
    if ($env:SIGNING_CERTIFICATE) {
        Invoke-Checked signtool sign /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 `
            /f $env:SIGNING_CERTIFICATE /p $env:SIGNING_PASSWORD $file
    }
}

$python = "build\venv\Scripts\python.exe"
if (-not (Test-Path $python)) { Invoke-Checked python -m venv build\venv }
Invoke-Checked $python -m pip install --quiet --require-hashes -r packaging\requirements.lock
Invoke-Checked $python -m pip install --quiet --require-hashes -r packaging\pyinstaller.lock
Invoke-Checked $python packaging\icons.py build\icons
Invoke-Checked $python -m PyInstaller --noconfirm --log-level WARN packaging\curator.spec
Add-Signature dist\curator\Curator.exe
Add-Signature dist\curator\curator-cli.exe

$version = & $python -c "import curator; print(curator.__version__)"
$root = (Get-Location).Path
$setup = "$root\dist\Curator-$version-setup.exe"
Invoke-Checked makensis /V2 "/DVERSION=$version" "/DPAYLOAD=$root\dist\curator" "/DICONS=$root\build\icons" `
    "/DOUT=$setup" packaging\windows\curator.nsi
Add-Signature $setup
Compress-Archive -Force dist\curator "dist\curator-$version-windows-portable.zip"
