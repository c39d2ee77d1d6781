using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Webhooks;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Delivery;

/// <summary>A receiver of webhooks on this machine, which notes what it is told and answers as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly Answering _answering;

    private Receiver(LoopbackServer server, Answering answering) => (_server, _answering) = (server, answering);

    public string Url => $"{_server.Address}/hook";

    public ConcurrentQueue<Told> Received => _answering.Received;

    /// <summary>Settings of a service that may tell it.</summary>
    public KeyValuePair<string, string?>[] Settings => [new("Delivery:Webhooks:AllowHttp", "true"), new("Web:AllowedHosts:0", new Uri(_server.Address).Authority)];

    public static async Task<Receiver> StartAsync()
    {
        var answering = new Answering();
        return new Receiver(await LoopbackServer.StartAsync(answering.AnswerAsync), answering);
    }

    /// <summary>What it answers from now on.</summary>
    public void Answer(int status, params (string Name, string Value)[] headers) => _answering.Next = (status, headers);

    /// <summary>It answers nothing any more until the end of its callers.</summary>
    public void Hold() => _answering.IsHeld = true;

    /// <summary>It answers again.</summary>
    public void Release() => _answering.IsHeld = false;

    /// <summary>How many of what was received have the signature of a secret.</summary>
    public int SignedBy(string secret) => Received.Count(told => told.Headers["webhook-signature"] == WebhookSignature.Of(
        told.Headers["webhook-id"], DateTimeOffset.FromUnixTimeSeconds(long.Parse(told.Headers["webhook-timestamp"], CultureInfo.InvariantCulture)), told.Body, WebhookKey.OctetsOf(secret)));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>One request.</summary>
    public sealed record Told(IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public JsonObject Json => JsonNode.Parse(Encoding.UTF8.GetString(Body))!.AsObject();
    }

    private sealed class Answering
    {
        public ConcurrentQueue<Told> Received { get; } = new();

        public bool IsHeld { get; set; }

        public (int Status, (string Name, string Value)[] Headers) Next { get; set; } = (StatusCodes.Status204NoContent, []);

        public async Task AnswerAsync(HttpContext http)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            Received.Enqueue(new Told(http.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            if (IsHeld)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            http.Response.StatusCode = Next.Status;
            foreach (var (name, value) in Next.Headers)
            {
                http.Response.Headers[name] = value;
            }
        }
    }
}
