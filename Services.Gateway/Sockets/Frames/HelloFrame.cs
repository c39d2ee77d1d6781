using System.Text.Json;

namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>The first frame of a client.</summary>
/// <param name="Token">The token that it presents, unverified.</param>
/// <param name="ApiKey">The key that it presents, unverified.</param>
/// <param name="TenantId">The tenant that it names.</param>
/// <param name="Cursor">Where it wants to go on; null for nowhere.</param>
internal sealed record HelloFrame(string? Token, string? ApiKey, string? TenantId, string? Cursor)
{
    /// <summary>The protocol that is spoken.</summary>
    public const int Protocol = 1;

    private const int LongestCredential = 16 * 1024;
    private const int LongestText = 256;

    private static readonly string[] Modes = ["app", "web", "cli"];
    private static readonly string[] ClientTexts = ["id", "version", "platform", "displayName"];

    /// <summary>Reads it; null where it cannot be read or speaks no protocol that is spoken here, and then the code and the fault.</summary>
    public static HelloFrame? Parse(byte[] octets, out string code, out string fault)
    {
        code = "INVALID_FRAME";
        fault = "";
        try
        {
            using var document = JsonDocument.Parse(octets, ClientFrame.Strict);
            var hello = document.RootElement;
            if (hello.ValueKind != JsonValueKind.Object || Text(hello, "type") != "hello")
            {
                fault = "The first frame must be a hello.";
                return null;
            }

            return Read(hello, ref code, ref fault);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            fault = "The first frame must be a hello, a JSON object in UTF-8 without a member twice.";
            return null;
        }
    }

    private static HelloFrame? Read(JsonElement hello, ref string code, ref string fault)
    {
        if (!TryNumber(hello, "minProtocol", out var minimum) || !TryNumber(hello, "maxProtocol", out var maximum) || minimum > maximum)
        {
            fault = "minProtocol and maxProtocol must be whole numbers, the first no greater than the second.";
            return null;
        }

        if (minimum > Protocol || maximum < Protocol)
        {
            (code, fault) = ("PROTOCOL_UNSUPPORTED", $"Only protocol {Protocol} is spoken.");
            return null;
        }

        fault = ClientFault(hello) ?? "";
        if (fault.Length > 0)
        {
            return null;
        }

        var auth = Member(hello, "auth");
        var frame = new HelloFrame(Text(auth, "token"), Text(auth, "api_key"), Text(auth, "tenant_id"), Text(Member(hello, "resume"), "cursor"));
        if (frame.Token?.Length > LongestCredential || frame.ApiKey?.Length > LongestCredential || frame.TenantId?.Length > LongestText || frame.Cursor?.Length > LongestText)
        {
            fault = "auth or resume holds a text that is too long.";
            return null;
        }

        return frame;
    }

    // What it says of itself shapes nothing, but what is said must be what it is called.
    private static string? ClientFault(JsonElement hello)
    {
        var client = Member(hello, "client");
        return client is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Undefined) } ? "client must be an object."
            : Text(client, "mode") is { } mode && !Modes.Contains(mode) ? "client.mode must be app, web or cli."
            : ClientTexts.FirstOrDefault(name => Text(client, name)?.Length > LongestText) is { } name ? $"client.{name} must be a text of at most {LongestText} characters."
            : null;
    }

    private static JsonElement Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : default;

    // A member of another kind throws, which makes the hello none.
    private static string? Text(JsonElement owner, string name) => Member(owner, name) is { ValueKind: not JsonValueKind.Undefined } member ? member.GetString() : null;

    private static bool TryNumber(JsonElement owner, string name, out int number)
    {
        number = 0;
        return Member(owner, name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out number);
    }

    // Its members hold a credential, which must not reach a log.
    public override string ToString() => nameof(HelloFrame);
}
