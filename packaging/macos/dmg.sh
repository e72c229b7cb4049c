#!/bin/bash
# Signs dist/Curator.app, puts it on a disk image and has Apple notarise that. Runs on macOS 13 or newer.
#   packaging/macos/dmg.sh            without an identity: a signature good for this computer only
#   SIGNING_IDENTITY   "Developer ID Application: NAME (TEAM)" in the keychain
#   NOTARY_PROFILE     made once with `xcrun notarytool store-credentials`; empty: no notarisation
set -eu
cd "$(dirname "$0")/../.."
app=dist/Curator.app
version=$(/usr/libexec/PlistBuddy -c 'Print CFBundleShortVersionString' "$app/Contents/Info.plist")
image=dist/Curator-$version-$(uname -m).dmg
identity=${SIGNING_IDENTITY:--}

cp build/icons/project.icns "$app/Contents/Resources/"
hardened=""
[ "$identity" = - ] || hardened="--options runtime --timestamp --entitlements packaging/macos/entitlements.plist"
# From the inside out: every library, then the bundle.
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' -o -perm -111 \) -print0 |
    while IFS= read -r -d '' file; do
        # shellcheck disable=SC2086
        codesign --force $hardened --sign "$identity" "$file"
    done
# shellcheck disable=SC2086
codesign --force $hardened --sign "$identity" "$app"
codesign --verify --deep --strict "$app"

rm -rf build/image "$image"
mkdir -p build/image
cp -R "$app" build/image/
ln -s /Applications build/image/Applications
hdiutil create -quiet -volname "Curator $version" -srcfolder build/image -format ULMO "$image"
if [ -n "${NOTARY_PROFILE:-}" ]; then
    codesign --force --timestamp --sign "$identity" "$image"
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
