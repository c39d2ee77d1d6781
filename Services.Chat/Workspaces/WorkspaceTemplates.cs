using System.Collections.Frozen;
using System.Reflection;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>The files that a new workspace starts with, by language; languages without files of their own get English.</summary>
internal static class WorkspaceTemplates
{
    private const string Prefix = "templates/";
    private const string Fallback = "en";

    private static readonly FrozenDictionary<string, IReadOnlyList<(string Path, byte[] Content)>> ByLanguage = Load();

    public static IReadOnlyList<(string Path, byte[] Content)> For(string language) =>
        ByLanguage.GetValueOrDefault(language.Split('-')[0].ToLowerInvariant()) ?? ByLanguage[Fallback];

    private static FrozenDictionary<string, IReadOnlyList<(string Path, byte[] Content)>> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (Parts: name[Prefix.Length..].Split('/', 2), Content: Read(assembly, name)))
            .GroupBy(static template => template.Parts[0])
            .ToFrozenDictionary(
                static group => group.Key,
                static group => (IReadOnlyList<(string, byte[])>)[.. group.Select(template => (template.Parts[1], template.Content))]);
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var resource = assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
