namespace Nanobot.Contracts.Operations;

/// <summary>The media types in which operations are answered.</summary>
public static class MediaTypes
{
    /// <summary>JSON.</summary>
    public const string Json = "application/json";

    /// <summary>Server-sent events.</summary>
    public const string EventStream = "text/event-stream";

    /// <summary>Plain text.</summary>
    public const string Text = "text/plain";

    /// <summary>Bytes of no said kind.</summary>
    public const string Binary = "application/octet-stream";

    /// <summary>A zip archive.</summary>
    public const string Zip = "application/zip";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>A calendar (RFC 5545).</summary>
    public const string Calendar = "text/calendar";

    /// <summary>A page.</summary>
    public const string Html = "text/html";

    /// <summary>Pages as they are printed (ISO 32000).</summary>
    public const string Pdf = "application/pdf";
}
