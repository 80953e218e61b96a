command -v zsh >/dev/null || { echo "zsh is not installed" >&2; exit 77; }
build=$(dirname "$(command -v prodrome)")
zsh -f -n "$build/share/zsh/site-functions/_prodrome" && echo "well formed"
