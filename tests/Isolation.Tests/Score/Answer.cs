using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Nanobot.Contracts.Operations;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>All that came back: of what has no end its beginning, of an archive what is in it.</summary>
internal sealed partial record Answer(int Status, string Headers, string Body)
{
    private const int MostOfStream = 64 * 1024;
    private static readonly TimeSpan StreamPatience = TimeSpan.FromSeconds(2);

    // These say when and how often something was asked.
    private static readonly SearchValues<string> Volatile = SearchValues.Create(["ratelimit", "date", "trace", "etag", "last-modified", "content-length"], StringComparison.OrdinalIgnoreCase);

    public bool IsSuccess => Status is >= 200 and < 300;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = new StringBuilder();
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            headers.Append(name).Append(": ").AppendJoin(", ", values).Append('\n');
        }

        return new Answer((int)response.StatusCode, headers.ToString(), await BodyAsync(response));
    }

    /// <summary>What must be equal of the answers to a foreign id and to a missing one.</summary>
    /// <param name="sent">What was asked for, which differs.</param>
    public string Likeness(IEnumerable<string> sent)
    {
        var names = string.Join(' ', Headers.Split('\n').Select(static line => line.Split(':')[0]).Where(static name => !name.AsSpan().ContainsAny(Volatile)).Order(StringComparer.Ordinal));
        // Two that succeed may say when.
        return IsSuccess ? $"{Status} {names}" : $"{Status} {names} {Trace().Replace(Without(Body, sent), "")}";
    }

    /// <summary>A text without what the caller itself sent.</summary>
    public static string Without(string text, IEnumerable<string> sent) => sent.Aggregate(text, static (rest, value) => rest.Replace(value, "*", StringComparison.Ordinal));

    private static async Task<string> BodyAsync(HttpResponseMessage response)
    {
        switch (response.Content.Headers.ContentType?.MediaType)
        {
            case MediaTypes.EventStream:
                return await BeginningAsync(response);
            case MediaTypes.Zip:
                return await EntriesAsync(response);
            default:
                return await response.Content.ReadAsStringAsync();
        }
    }

    private static async Task<string> BeginningAsync(HttpResponseMessage response)
    {
        var octets = new byte[MostOfStream];
        using var patience = new CancellationTokenSource(StreamPatience);
        await using var stream = await response.Content.ReadAsStreamAsync();
        try
        {
            return Encoding.UTF8.GetString(octets, 0, await stream.ReadAsync(octets, patience.Token));
        }
        catch (OperationCanceledException)
        {
            return "";
        }
    }

    private static async Task<string> EntriesAsync(HttpResponseMessage response)
    {
        var text = new StringBuilder();
        await using var content = await response.Content.ReadAsStreamAsync();
        await using var archive = new ZipArchive(content, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            text.Append(entry.FullName).Append('\n').Append(await reader.ReadToEndAsync()).Append('\n');
        }

        return text.ToString();
    }

    [GeneratedRegex("\"trace_?[Ii]d\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
