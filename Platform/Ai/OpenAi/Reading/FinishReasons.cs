namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>Why an answer ended, in OpenAI's words for what servers call it.</summary>
internal static class FinishReasons
{
    private const string Prefix = "FINISH_REASON_";

    /// <summary>The reason as OpenAI has it; null for a text that is none. An unknown one is the plain end.</summary>
    public static string? Of(string? reason) => Bare(reason) switch
    {
        "" or "0" or "NULL" or "NONE" or "UNSPECIFIED" => null,
        "LENGTH" or "MAX_TOKENS" or "MAX_NEW_TOKENS" or "MAX_LENGTH" or "MODEL_LENGTH" or "MAX_OUTPUT_TOKENS" => "length",
        "CONTENT_FILTER" or "CONTENT_FILTERED" or "SAFETY" or "RECITATION" or "PROHIBITED_CONTENT" or "BLOCKLIST" or "SENSITIVE" or "GUARDRAIL_INTERVENED" => "content_filter",
        "ERROR" => "error",
        _ => "stop",
    };

    private static string Bare(string? reason)
    {
        var name = reason?.Trim().ToUpperInvariant() ?? "";
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }
}
