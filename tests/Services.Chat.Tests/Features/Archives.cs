using System.IO.Compression;
using System.Text;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>Archives as the tests make and read them.</summary>
internal static class Archives
{
    /// <summary>One of entries with texts.</summary>
    public static byte[] Of(params (string Name, string Text)[] entries) => Of([.. entries.Select(static entry => (entry.Name, Encoding.UTF8.GetBytes(entry.Text)))]);

    /// <summary>One of entries with octets; <paramref name="change"/> sees each before it is written.</summary>
    public static byte[] Of(IEnumerable<(string Name, byte[] Content)> entries, Action<ZipArchiveEntry>? change = null)
    {
        using var octets = new MemoryStream();
        using (var archive = new ZipArchive(octets, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = archive.CreateEntry(name);
                change?.Invoke(entry);
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return octets.ToArray();
    }

    /// <summary>What is in one, by name.</summary>
    public static Dictionary<string, byte[]> Read(byte[] archive)
    {
        using var opened = new ZipArchive(new MemoryStream(archive));
        return opened.Entries.ToDictionary(static entry => entry.FullName, static entry =>
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }, StringComparer.Ordinal);
    }

    public static Task<HttpResponseMessage> ImportAsync(this HttpClient client, byte[] archive, string? existing = null, string type = "application/zip") =>
        client.PostAsync($"/workspace/import{(existing is null ? "" : $"?existing={existing}")}", new ByteArrayContent(archive) { Headers = { ContentType = new(type) } });

    public static Task<byte[]> ExportAsync(this HttpClient client) => client.GetByteArrayAsync("/workspace/export");
}
