using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Objects;

namespace Nanobot.Services.Reports.Archive;

/// <summary>What a report rests on and what was said of it, as the store has it: one JSON document, packed by Brotli (RFC 7932).</summary>
internal static class EvidencePack
{
    private const string EvidenceName = "evidence";
    private const string WordsName = "words";

    public static byte[] Pack(string evidence, string? words)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
        using (var json = new Utf8JsonWriter(brotli))
        {
            json.WriteStartObject();
            json.WritePropertyName(EvidenceName);
            // As it was written: feeds and models say what no reader takes.
            json.WriteRawValue(evidence, skipInputValidation: true);
            if (words is not null)
            {
                json.WritePropertyName(WordsName);
                json.WriteRawValue(words, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        return packed.ToArray();
    }

    /// <summary>The evidence, as it was written.</summary>
    /// <exception cref="StoredDataException">It is no such thing.</exception>
    public static string Unpack(ReadOnlyMemory<byte> packed)
    {
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
            using var whole = new MemoryStream();
            var buffer = new byte[81_920];
            for (int read; (read = brotli.Read(buffer)) > 0;)
            {
                if (whole.Length + read > ObjectLimits.LargestObject)
                {
                    throw new StoredDataException("evidence in the store unpacks to more than can be held");
                }

                whole.Write(buffer, 0, read);
            }

            var reader = new Utf8JsonReader(whole.GetBuffer().AsSpan(0, (int)whole.Length));
            while (reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals(EvidenceName) && reader.Read())
                {
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    return Encoding.UTF8.GetString(whole.GetBuffer(), start, (int)reader.BytesConsumed - start);
                }
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException or IOException)
        {
            throw new StoredDataException("evidence in the store is not what was packed", unreadable);
        }

        throw new StoredDataException("what the store has for evidence has none");
    }
}
