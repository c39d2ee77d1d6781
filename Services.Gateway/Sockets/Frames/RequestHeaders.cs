using System.Globalization;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Nanobot.Services.Gateway.Sockets.Frames;

/// <summary>What a request says in headers over HTTP, and a frame in members of its own.</summary>
internal static class RequestHeaders
{
    private const int LongestValue = 1024;
    private const string Wait = "wait";

    private static readonly (string Member, string Header)[] Texts =
        [("idempotencyKey", "Idempotency-Key"), ("ifMatch", HeaderNames.IfMatch), ("ifNoneMatch", HeaderNames.IfNoneMatch)];

    /// <summary>The headers; null where one of them cannot be, and then which and why.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Read(JsonElement frame, out string? fault)
    {
        fault = null;
        List<KeyValuePair<string, string>>? headers = null;
        foreach (var (member, header) in Texts)
        {
            if (frame.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                if (value.ValueKind != JsonValueKind.String || !IsPlain(value.GetRawText()) || value.GetString() is not { Length: <= LongestValue } text || !IsPlain(text))
                {
                    fault = $"{member} must be a text of at most {LongestValue} visible ASCII characters.";
                    return null;
                }

                (headers ??= []).Add(new(header, text));
            }
        }

        if (frame.TryGetProperty(Wait, out var wait) && wait.ValueKind != JsonValueKind.Null)
        {
            if (wait.ValueKind != JsonValueKind.Number || !wait.TryGetInt32(out var seconds) || seconds < 1)
            {
                fault = "wait must be a whole number of seconds from 1 on.";
                return null;
            }

            (headers ??= []).Add(new("Prefer", string.Create(CultureInfo.InvariantCulture, $"wait={seconds}")));
        }

        return headers ?? [];
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
