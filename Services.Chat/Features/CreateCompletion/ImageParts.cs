using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Images;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>The images of a conversation, as parts of the type <c>image_url</c> with a <c>data:</c> URL.</summary>
internal sealed class ImageParts
{
    private const string Scheme = "data:";
    private const string Base64 = ";base64";
    private readonly List<DataContent> _images = [];

    /// <summary>How many there are.</summary>
    public int Count => _images.Count;

    /// <summary>How many parts were images, taken or not.</summary>
    public int Seen { get; private set; }

    /// <summary>Why the first that is not taken is not; null: all are.</summary>
    public Refusal? Refused { get; private set; }

    /// <summary>Those behind the first so many.</summary>
    public IEnumerable<AIContent> Since(int count) => _images.Skip(count);

    /// <summary>Takes a part that is an image; false where it is something else.</summary>
    public bool Takes(JsonElement part, string field)
    {
        if (Texts.Of(part, "type") != "image_url")
        {
            return false;
        }

        Seen++;
        var (image, refused) = Read(part, $"{field}.image_url");
        Refused ??= _images.Count == ImageLimits.Most ? ImageRefusals.Count("messages") : refused;
        if (image is not null && _images.Count < ImageLimits.Most)
        {
            _images.Add(image);
        }

        return true;
    }

    // Its detail is passed over: the model's server chooses. What the URL says of its type is, too.
    private static (DataContent? Image, Refusal? Refused) Read(JsonElement part, string field)
    {
        var url = part.TryGetProperty("image_url", out var holder) ? holder.ValueKind == JsonValueKind.String ? Texts.Of(holder) : Texts.Of(holder, "url") : null;
        if (url is null || !url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || url.IndexOf(',', StringComparison.Ordinal) is not (> 0 and var comma)
            || !url.AsSpan(0, comma).EndsWith(Base64, StringComparison.OrdinalIgnoreCase))
        {
            return (null, ImageRefusals.Address(field));
        }

        if ((url.Length - comma) / 4L * 3 > ImageLimits.LargestOctets + 4L)
        {
            return (null, ImageRefusals.Size(field));
        }

        var octets = new byte[(url.Length - comma) / 4 * 3 + 3];
        return Convert.TryFromBase64Chars(url.AsSpan(comma + 1), octets, out var length) ? ImageRules.Read(octets.AsMemory(0, length), field) : (null, ImageRefusals.Address(field));
    }
}
