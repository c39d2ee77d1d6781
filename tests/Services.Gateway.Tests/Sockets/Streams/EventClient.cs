using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Sockets.Streams;

/// <summary>A client of <c>/events</c>.</summary>
internal sealed class EventClient : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventClient(HttpResponseMessage response, Stream stream, SseParser<string> parser) =>
        (_response, Stream, Parser, _items) = (response, stream, parser, parser.EnumerateAsync().GetAsyncEnumerator());

    public Stream Stream { get; }

    public SseParser<string> Parser { get; }

    public HttpResponseMessage Response => _response;

    public static Task<HttpResponseMessage> AskAsync(Suite suite, string key, string? last = null, string header = "X-API-Key")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/events");
        request.Headers.TryAddWithoutValidation(header, key);
        if (last is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        }

        return suite.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Opens one that must be let in; it is greeted with that event.</summary>
    public static async Task<EventClient> OpenAsync(Suite suite, string key, string? last = null, string greeting = "ready", string header = "X-API-Key")
    {
        var response = await AskAsync(suite, key, last, header);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var stream = await response.Content.ReadAsStreamAsync();
        var client = new EventClient(response, stream, SseParser.Create(stream));
        Assert.Equal(greeting, (await client.NextAsync()).Name);
        return client;
    }

    /// <summary>The next event.</summary>
    public async Task<(string Name, JsonElement Data, string? Id)> NextAsync() => await TryNextAsync() ?? throw new InvalidOperationException("The stream has ended.");

    /// <summary>The next event; null where the stream has ended.</summary>
    public async Task<(string Name, JsonElement Data, string? Id)?> TryNextAsync() => await _items.MoveNextAsync().AsTask().WaitAsync(Eventually.Deadline)
        ? (_items.Current.EventType, JsonSerializer.Deserialize<JsonElement>(_items.Current.Data), _items.Current.EventId)
        : null;

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
