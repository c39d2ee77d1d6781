namespace Nanobot.Services.Chat.Images;

/// <summary>How many and how large images may be. What a model's server makes of them is larger than what is sent by far.</summary>
internal static class ImageLimits
{
    /// <summary>Most images of a request.</summary>
    public const int Most = 8;

    /// <summary>Most octets of one.</summary>
    public const int LargestOctets = 4 * 1024 * 1024;

    /// <summary>Most pixels of a side.</summary>
    public const int LongestSide = 8192;

    /// <summary>Most pixels of one.</summary>
    public const long MostPixels = 40_000_000;
}
