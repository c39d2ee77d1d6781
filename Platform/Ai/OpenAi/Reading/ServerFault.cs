using System.Globalization;
using System.Text.Json;

namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>
/// An error that a server reports in a response that began as an answer. What it says is told by its kind, in our words:
/// its own may hold keys and parts of prompts.
/// </summary>
internal static class ServerFault
{
    private static readonly (string Cause, bool Passes, int[] Codes, string[] Signs)[] Kinds =
    [
        ("the conversation is longer than it can read", false, [413], ["context_length", "context length", "context window", "too long"]),
        ("the quota is used up", false, [402], ["quota", "billing", "credits"]),
        ("it is asked too often", true, [429], ["rate_limit", "rate limit", "ratelimit", "too many requests"]),
        ("it does not accept the key", false, [401, 403], ["api_key", "api key", "authentication", "unauthorized", "permission"]),
        ("its rules forbid the content", false, [], ["content_filter", "content_policy", "content management", "safety", "moderation"]),
        ("it did not get done in time", true, [408, 504], ["timeout", "timed out"]),
        ("it is overloaded", true, [503, 529], ["overloaded", "unavailable", "capacity"]),
        ("it does not know the model", false, [404], ["model_not_found", "not_found"]),
        ("it does not accept the request", false, [400, 422], ["invalid_request", "bad_request"]),
    ];

    /// <summary>The failure that <paramref name="payload"/> tells of, in one of the ways in which servers and what stands before them do; null for none.</summary>
    public static ModelUnavailableException? In(JsonElement payload)
    {
        var isAnswer = payload.Member("choices").ValueKind != JsonValueKind.Undefined;
        var isError = payload.Member("object").Text() == "error" || payload.Member("type").Text() == "error"
            || (!isAnswer && payload.Member("message").Text() is not null);
        return Of(payload.Member("error")) ?? Of(payload.Member("errors")) ?? (isError ? Of(payload) : isAnswer ? null : Of(payload.Member("detail")));
    }

    /// <summary>The failure that the member <c>error</c> tells of, or null where it tells of none.</summary>
    public static ModelUnavailableException? Of(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.True => Of([]),
        _ => Texts(error).Where(static text => !string.IsNullOrWhiteSpace(text)).ToList() is { Count: > 0 } texts && texts is not ["0"] ? Of(texts) : null,
    };

    /// <summary>The failure of which a server says <paramref name="texts"/>.</summary>
    public static ModelUnavailableException Of(IReadOnlyList<string> texts)
    {
        var kind = Kinds.FirstOrDefault(kind => texts.Any(text => Shows(kind.Codes, kind.Signs, text)));
        return kind.Cause is null
            ? new("it reported an error of its own", isTransient: true)
            : new($"it reported an error: {kind.Cause}", kind.Passes);
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static member => Texts(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        _ => element.Text() is { } text ? [text] : [],
    };

    private static bool Shows(int[] codes, string[] signs, string text) =>
        (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && codes.Contains(code))
        || signs.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase));
}
