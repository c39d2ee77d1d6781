using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Webhooks;

/// <summary>A receiver of webhooks on this machine, which notes what it is told and answers as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static IReadOnlyDictionary<string, string> OfCanary { get; } = new Dictionary<string, string> { ["X-Of"] = "canary" };

    private readonly LoopbackServer _server;

    private Receiver(ConcurrentQueue<Told> told, LoopbackServer server, Answers answers) => (Received, _server, Says) = (told, server, answers);

    public string Url => $"{_server.Address}/hook?of=ada";

    public Answers Says { get; }

    public ConcurrentQueue<Told> Received { get; }

    public static async Task<Receiver> StartAsync()
    {
        var (told, answers) = (new ConcurrentQueue<Told>(), new Answers());
        return new Receiver(told, await LoopbackServer.StartAsync(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            told.Enqueue(new Told($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}", http.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            await answers.Next(http);
        }), answers);
    }

    /// <summary>A scheduler that may tell it.</summary>
    public SchedulerHost Host(params KeyValuePair<string, string?>[] more) =>
        new([new("Scheduler:Webhooks:AllowHttp", "true"), new("Web:AllowedHosts:0", new Uri(_server.Address).Authority), .. more]);

    /// <summary>A job that tells it each hour.</summary>
    public object Hourly(string? secret = Secret, object? body = null, object? headers = null, string misfire = "all") =>
        new { kind = "every", seconds = 3600, misfire, name = "Herons", payload = new { type = "webhook", url = Url, secret, body, headers } };

    /// <summary>A job that tells it, with one run that is due to be told; with no further one where it is to be the only one.</summary>
    public async Task<JsonObject> FireAsync(SchedulerHost host, HttpClient client, bool once = false)
    {
        var job = await client.CreateAsync(Hourly(misfire: "last"));
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ScanAsync();
        if (once)
        {
            await client.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { enabled = false }, System.Net.HttpStatusCode.OK);
        }

        return job;
    }

    /// <summary>How many of what was received have the signature of a secret.</summary>
    public int SignedBy(string secret) => Received.Count(told => told.Headers["webhook-signature"] == WebhookSignature.Of(
        told.Headers["webhook-id"], DateTimeOffset.FromUnixTimeSeconds(long.Parse(told.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture)), told.Body, WebhookKey.OctetsOf(secret)));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>What it answers.</summary>
    public sealed class Answers
    {
        public RequestDelegate Next { get; set; } = static http =>
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };

        public void Status(int status, params (string Name, string Value)[] headers) => Next = http =>
        {
            http.Response.StatusCode = status;
            foreach (var (name, value) in headers)
            {
                http.Response.Headers[name] = value;
            }

            return http.Response.WriteAsync("what-it-answers-is-nobodys");
        };
    }

    /// <summary>One request.</summary>
    public sealed record Told(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public JsonObject Json => JsonNode.Parse(Encoding.UTF8.GetString(Body))!.AsObject();
    }
}
