using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Services.Chat.Workspaces.OwnTemplates;

/// <summary>What a template is for: a path of new workspaces, in one language or in all.</summary>
/// <param name="Path">Where the file is put.</param>
/// <param name="Language">Two letters of ISO 639-1; empty for all.</param>
internal sealed record TemplateName(WorkspacePath Path, string Language)
{
    public const string LanguageRule = "must be two letters of ISO 639-1 in lower case, for example zh";
    public const string PathRule = $"{WorkspacePath.Rule}, and not {Configuration}, which shows the user's configuration";

    private const string Configuration = "config.json";

    /// <summary>Whether a text names a language; null stands for all.</summary>
    public static bool IsLanguage(string? language) => language is null or [>= 'a' and <= 'z', >= 'a' and <= 'z'];

    public static bool TryParse(string? path, string? language, [NotNullWhen(true)] out TemplateName? name)
    {
        name = IsLanguage(language) && WorkspacePath.TryParse(path, out var place) && !place.Value.Equals(Configuration, StringComparison.OrdinalIgnoreCase)
            ? new TemplateName(place, language ?? "")
            : null;
        return name is not null;
    }
}
