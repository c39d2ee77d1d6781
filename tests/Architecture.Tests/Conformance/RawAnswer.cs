using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>All that a server sends for the octets of one request, until it closes the connection.</summary>
internal sealed record RawAnswer(int Status, string Text)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Sends lines with <c>Host</c> and <c>Connection: close</c>.</summary>
    public static Task<RawAnswer> AskAsync(Uri server, IEnumerable<string> lines, string body) =>
        SendAsync(server, string.Join("\r\n", [.. lines, $"Host: {server.Authority}", "Connection: close"]) + "\r\n\r\n" + body);

    /// <summary>Sends octets, one for each character, and waits until the server closes.</summary>
    public static async Task<RawAnswer> SendAsync(Uri server, string octets)
    {
        using var deadline = new CancellationTokenSource(Longest);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, deadline.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(octets), deadline.Token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var text = await reader.ReadToEndAsync(deadline.Token);
        return new RawAnswer(text.Length < 12 ? 0 : int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text);
    }

    /// <summary>The values of a header that is a list.</summary>
    public static IEnumerable<string> List(RawAnswer answer, string header) => answer.Text.Split("\r\n\r\n")[0].Split("\r\n")
        .Where(line => line.StartsWith($"{header}:", StringComparison.OrdinalIgnoreCase))
        .SelectMany(line => line[(header.Length + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
