using System.Globalization;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Images;

/// <summary>Why an image is not taken. The member <c>rule</c> says which rule it breaks, <c>param</c> where it stands.</summary>
internal static class ImageRefusals
{
    public static Refusal Address(string param) => Of(param, "address", "An image is sent as a data: URL in base64: what is elsewhere is not fetched.");

    public static Refusal Type(string param) => Of(param, "type", "An image must be PNG, JPEG, GIF or WebP by its own octets, and whole enough to say how large it is.");

    public static Refusal Size(string param) => Of(param, "size", string.Create(CultureInfo.InvariantCulture, $"An image may have {ImageLimits.LargestOctets} octets."));

    public static Refusal Dimensions(string param) => Of(param, "dimensions",
        string.Create(CultureInfo.InvariantCulture, $"An image may have {ImageLimits.LongestSide} pixels a side, and {ImageLimits.MostPixels} in all."));

    public static Refusal Count(string param) => Of(param, "count", string.Create(CultureInfo.InvariantCulture, $"There may be {ImageLimits.Most} images."));

    private static Refusal Of(string param, string rule, string why) =>
        new(StatusCodes.Status400BadRequest, "IMAGE_REFUSED", why) { Members = new Dictionary<string, object?> { ["rule"] = rule, ["param"] = param } };
}
