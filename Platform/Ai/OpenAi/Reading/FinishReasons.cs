namespace Nanobot.Platform.Ai.OpenAi.Reading;

/// <summary>Why an answer ended, in OpenAI's words for what servers call it.</summary>
internal static class FinishReasons
{
    /// <summary>The reason as OpenAI has it; null for a text that is none. An unknown one is the plain end.</summary>
    public static string? Of(string? reason) => reason?.Trim().ToUpperInvariant() switch
    {
        null or "" or "NULL" or "NONE" => null,
        "LENGTH" or "MAX_TOKENS" or "MAX_LENGTH" or "MODEL_LENGTH" or "MAX_OUTPUT_TOKENS" => "length",
        "CONTENT_FILTER" or "SAFETY" or "RECITATION" or "PROHIBITED_CONTENT" or "SENSITIVE" => "content_filter",
        "ERROR" => "error",
        _ => "stop",
    };
}
