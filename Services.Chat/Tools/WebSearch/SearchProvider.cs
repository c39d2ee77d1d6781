using System.Text.Json;

namespace Nanobot.Services.Chat.Tools.WebSearch;

/// <summary>How a provider is asked, and what it answers.</summary>
internal abstract record SearchProvider(string Name, string? Endpoint, bool NeedsKey)
{
    public static IReadOnlyList<SearchProvider> All { get; } = [new SearxngProvider(), new BraveProvider()];

    public static SearchProvider? Find(string? name) => All.FirstOrDefault(provider => provider.Name.Equals(name?.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The request for <paramref name="count"/> results.</summary>
    public abstract HttpRequestMessage Ask(Uri endpoint, string? key, string query, int count);

    /// <summary>The results in an answer, as far as it has the form of one.</summary>
    public abstract IEnumerable<FoundPage> Read(JsonElement answer);

    protected static IEnumerable<JsonElement> List(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    protected static string Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
