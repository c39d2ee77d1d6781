using System.Text.Json;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>Own attributes as they are stored: by name, each value as it was written.</summary>
internal static class StoredAttributes
{
    /// <summary>None.</summary>
    public static IReadOnlyDictionary<string, JsonElement> None { get; } = new Dictionary<string, JsonElement>();

    /// <summary>The text; null for none.</summary>
    public static string? Write(IReadOnlyDictionary<string, JsonElement>? attributes) => attributes is null or { Count: 0 }
        ? null
        : StoredJson.Write(new SortedDictionary<string, JsonElement>(attributes.ToDictionary(static one => one.Key, static one => one.Value), StringComparer.Ordinal));

    /// <summary>The attributes of a text.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Read(string? text) => text is null ? None : StoredJson.Read<Dictionary<string, JsonElement>>(text);
}
