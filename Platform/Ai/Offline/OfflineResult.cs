using System.Text.Json;

namespace Nanobot.Platform.Ai.Offline;

/// <summary>A tool's result, a JSON object, read leniently: what is absent or of another form is empty.</summary>
/// <param name="Json">The object.</param>
/// <param name="IsChinese">Whether the user is to be told in Chinese.</param>
/// <param name="Request">What the user had asked for.</param>
public readonly record struct OfflineResult(JsonElement Json, bool IsChinese, string Request = "")
{
    /// <summary>A member as text.</summary>
    public string Text(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? value.ToString() : "";

    /// <summary>The entries of a member that is a list.</summary>
    public IEnumerable<OfflineResult> Items(string name)
    {
        var whole = this;
        return Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select(whole.Of)
            : [];
    }

    /// <summary>The texts of a member that is a list of texts.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(static item => item.Json.ToString())];

    /// <summary>Whether a member is there and true.</summary>
    public bool Is(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Another part of the same result.</summary>
    public OfflineResult Of(JsonElement part) => this with { Json = part };

    /// <summary>The text for the user's language.</summary>
    public string Say(string zh, string en) => OfflineLanguage.Say(IsChinese, zh, en);

    /// <summary>The object in <paramref name="text"/>, or null where that is something else, such as JSON that was cut for its length.</summary>
    internal static OfflineResult? Of(string text, bool chinese, string request)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object ? new OfflineResult(json.RootElement.Clone(), chinese, request) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
