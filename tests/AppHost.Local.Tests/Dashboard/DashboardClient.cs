using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Grpc;
using Google.Protobuf;

namespace Nanobot.AppHost.Local.Tests.Dashboard;

/// <summary>The dashboard's side of the resource service, as little of gRPC as the tests need.</summary>
internal sealed class DashboardClient(string url, string? key) : IDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { Timeout = Deadline };

    public Task<HttpResponseMessage> SendAsync(string method, IMessage request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        GrpcFrame.Write(buffer, request);
        return SendAsync(method, buffer.WrittenMemory);
    }

    public Task<HttpResponseMessage> SendAsync(string method, ReadOnlyMemory<byte> body)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, url + ResourceServer.PathPrefix + method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        if (key is not null)
            message.Headers.Add(ResourceServer.KeyHeader, key);
        return _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Null at the end of the stream.</summary>
    public static async Task<T?> ReadAsync<T>(Stream stream, MessageParser<T> parser) where T : class, IMessage<T>
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var header = new byte[GrpcFrame.HeaderLength];
        if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, deadline.Token) == 0)
            return null;

        Assert.Equal(0, header[0]);
        var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
        await stream.ReadExactlyAsync(payload, deadline.Token);
        return parser.ParseFrom(payload);
    }

    public async Task<T> CallAsync<T>(string method, IMessage request, MessageParser<T> parser) where T : class, IMessage<T>
    {
        using var response = await SendAsync(method, request);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var answer = await ReadAsync(stream, parser);
        Assert.NotNull(answer);
        Assert.Null(await ReadAsync(stream, parser));
        Assert.Equal("0", Status(response));
        return answer;
    }

    /// <summary>From the trailers, or from the headers of an answer without messages.</summary>
    public static string? Status(HttpResponseMessage response) => Value(response, "grpc-status");

    public static string? Message(HttpResponseMessage response) =>
        Value(response, "grpc-message") is { } text ? Uri.UnescapeDataString(text) : null;

    public void Dispose() => _http.Dispose();

    private static string? Value(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values)
            ? values.Single()
            : null;
}
