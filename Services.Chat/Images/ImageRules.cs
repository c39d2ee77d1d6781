using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai.Images;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Images;

/// <summary>Looks at an image before anything is made of it.</summary>
internal static class ImageRules
{
    /// <summary>The image under the type that its octets show; or why it is not taken.</summary>
    public static (DataContent? Image, Refusal? Refused) Read(ReadOnlyMemory<byte> octets, string param) =>
        octets.Length > ImageLimits.LargestOctets ? (null, ImageRefusals.Size(param))
        : ImageHeader.Read(octets.Span) is not { } kind ? (null, ImageRefusals.Type(param))
        : kind.Width > ImageLimits.LongestSide || kind.Height > ImageLimits.LongestSide || (long)kind.Width * kind.Height > ImageLimits.MostPixels ? (null, ImageRefusals.Dimensions(param))
        : (new DataContent(octets, kind.MediaType), null);
}
