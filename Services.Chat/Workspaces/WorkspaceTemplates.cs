using System.Collections.Frozen;
using System.Reflection;
using Nanobot.Platform.Data;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>The files that a new workspace starts with, by language: those of the house, where languages without files of their own get English, and over them the tenant's own.</summary>
internal static class WorkspaceTemplates
{
    private const string Prefix = "templates/";
    private const string Fallback = "en";

    private static readonly FrozenDictionary<string, IReadOnlyList<(string Path, byte[] Content)>> ByLanguage = Load();

    // Of a tenant's own those of the language come before those for all.
    private const string SelectOwn = """
        select distinct on (path) path, content from workspace_template where tenant_id = $1 and language in ('', $2) order by path, language desc
        """;

    /// <summary>Those for a user of the transaction's tenant.</summary>
    public static async Task<IReadOnlyList<(string Path, byte[] Content)>> ForAsync(TenantTransaction transaction, string language, CancellationToken cancellationToken)
    {
        var code = language.Split('-')[0].ToLowerInvariant();
        var own = await transaction.QueryAsync(new Sql(SelectOwn, transaction.Context.RequiredTenantId, code),
            static row => (Path: row.GetString(0), Content: row.GetFieldValue<byte[]>(1)), cancellationToken);
        var house = ByLanguage.GetValueOrDefault(code) ?? ByLanguage[Fallback];
        return [.. own, .. house.Where(file => !own.Exists(one => one.Path == file.Path))];
    }

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
