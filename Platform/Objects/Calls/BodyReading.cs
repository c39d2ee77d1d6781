using Nanobot.Platform.Core.Stored;

namespace Nanobot.Platform.Objects.Calls;

/// <summary>Reads what a server sends of an object.</summary>
internal static class BodyReading
{
    /// <summary>All of <paramref name="length"/> bytes.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    /// <exception cref="StoredDataException">There are more than an object may have.</exception>
    public static async Task<byte[]> ReadAsync(Stream body, long length, CancellationToken cancellationToken)
    {
        if (length is < 0 or > ObjectLimits.LargestObject)
        {
            throw new StoredDataException("An object is larger than any that is put.");
        }

        var content = new byte[length];
        await body.ReadExactlyAsync(content, cancellationToken);
        // To its end: where there is a checksum it is compared there.
        var more = new byte[1];
        return await body.ReadAsync(more, cancellationToken) == 0 ? content : throw new InvalidDataException("An answer is longer than it says.");
    }
}
