using System.Text.Json;

namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>A frame of a client behind its hello.</summary>
/// <param name="Id">The request's id; null where there is none that can be read.</param>
/// <param name="Type">request or cancel; null where it cannot be understood.</param>
/// <param name="Method">What it asks for.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="SessionKey">The session that it belongs to.</param>
/// <param name="Fault">What is wrong with it; null for nothing.</param>
internal sealed record ClientFrame(string? Id, string? Type, string? Method, JsonElement? Parameters, string? SessionKey, string? Fault)
{
    /// <summary>What it says in place of headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Asks for something.</summary>
    public const string Request = "request";

    /// <summary>Ends what was asked for.</summary>
    public const string Cancel = "cancel";

    /// <summary>Longest id, method and session key, in characters.</summary>
    public const int LongestText = 128;

    /// <summary>How frames are read: no member may be there twice.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a frame.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ClientFrame Parse(byte[] octets)
    {
        try
        {
            using var document = JsonDocument.Parse(octets, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : Faulty(null, "A frame is a JSON object.");
        }
        catch (JsonException)
        {
            // Where it is JSON all the same, something stands there twice: which of the two is meant nobody chooses.
            using var document = JsonDocument.Parse(octets);
            return Faulty(document.RootElement.ValueKind == JsonValueKind.Object && TryText(document.RootElement, "id", out var id) ? id : null, "A frame has no member twice.");
        }
    }

    private static ClientFrame Read(JsonElement frame)
    {
        if (!TryText(frame, "id", out var id) || id is null)
        {
            return Faulty(null, $"id must be a text of 1 to {LongestText} characters.");
        }

        if (!TryText(frame, "type", out var type) || type is not (Request or Cancel))
        {
            return Faulty(id, "type must be request or cancel.");
        }

        if (type == Cancel)
        {
            return new ClientFrame(id, type, null, null, null, null);
        }

        if (!TryText(frame, "method", out var method) || method is null)
        {
            return Faulty(id, $"method must be a text of 1 to {LongestText} characters.");
        }

        if (!TryText(frame, "sessionKey", out var sessionKey))
        {
            return Faulty(id, $"sessionKey must be a text of 1 to {LongestText} characters.");
        }

        return RequestHeaders.Read(frame, out var fault) is { } headers
            ? new ClientFrame(id, type, method, frame.TryGetProperty("params", out var parameters) ? parameters.Clone() : null, sessionKey, null) { Headers = headers }
            : Faulty(id, fault!);
    }

    private static ClientFrame Faulty(string? id, string fault) => new(id, null, null, null, null, fault);

    // A member that is absent or null is none; one of another kind, or too long, is a fault.
    private static bool TryText(JsonElement frame, string name, out string? text)
    {
        text = null;
        if (!frame.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        text = member.ValueKind == JsonValueKind.String ? TextOf(member) : null;
        return text is { Length: >= 1 and <= LongestText };
    }

    // Half of a surrogate pair can be written in JSON and is no text.
    private static string? TextOf(JsonElement member)
    {
        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
