namespace Nanobot.Platform.Web.Reading;

/// <summary>Bounds of what is read of the web, section <c>Web:Reading</c>.</summary>
public sealed class WebReadingOptions
{
    /// <summary>Deadline of a whole answer, redirections included. Default 20 seconds; 1 second to 5 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a server may say nothing. Default 8 seconds; 100 milliseconds to 1 minute.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Most octets that are received of an answer; no more of it is read. Default 1 MiB; 1,024 to 16 MiB.</summary>
    public int ReceivedBytes { get; set; } = 1024 * 1024;

    /// <summary>Most octets that they become when compression is taken off. Default 2 MiB; 1,024 to 32 MiB.</summary>
    public int DecompressedBytes { get; set; } = 2 * 1024 * 1024;
}
