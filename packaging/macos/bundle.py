"""What macOS must know of the program: the entries of Info.plist beyond those PyInstaller writes."""

INFO = {
    "CFBundleDisplayName": "Curator",
    "CFBundleDevelopmentRegion": "en",
    "CFBundleLocalizations": ["en", "vi", "fr"],
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "Curator project",
            "CFBundleTypeRole": "Editor",
            "CFBundleTypeIconFile": "project.icns",
            "LSHandlerRank": "Owner",
            "LSItemContentTypes": ["org.curator.project"],
        }
    ],
    "UTExportedTypeDeclarations": [
        {
            "UTTypeIdentifier": "org.curator.project",
            "UTTypeDescription": "Curator project",
            "UTTypeConformsTo": ["public.database", "public.data"],
            "UTTypeIconFile": "project.icns",
            "UTTypeTagSpecification": {
                "public.filename-extension": ["curator"],
                "public.mime-type": ["application/x-curator"],
            },
        }
    ],
    "LSApplicationCategoryType": "public.app-category.productivity",
    "LSMinimumSystemVersion": "13.0",
    "NSHighResolutionCapable": True,
    "NSHumanReadableCopyright": "Apache License 2.0",
    "NSRequiresAquaSystemAppearance": False,  # dark mode is ours to follow
}
