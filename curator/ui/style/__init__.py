"""How things look: colours, icons, texts that follow the language, small shared parts."""
