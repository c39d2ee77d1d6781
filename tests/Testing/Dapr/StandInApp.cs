using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Nanobot.Testing.Dapr;

/// <summary>The sidecar's side of one application: reads its subscriptions and delivers by Dapr's rules.</summary>
internal sealed class StandInApp(string appId, HttpClient http, StandInBroker broker, StandInOptions options)
{
    private static readonly JsonSerializerOptions AsGoReads = new() { PropertyNameCaseInsensitive = true };

    // Something in front of the application may take the connection before the application listens, and then say nothing.
    private static readonly TimeSpan LongestAsk = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(3);

    public IReadOnlyList<StandInSubscription> Subscriptions { get; private set; } = [];

    /// <summary>Waits until the application listens and asks it for its topics; one that has none answers 404.</summary>
    public async Task ReadSubscriptionsAsync(CancellationToken cancellationToken)
    {
        using var response = (await Eventually.GetAsync(() => AskAsync(cancellationToken), answer => answer is not null, LongestStart))!;
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return;
        }

        response.EnsureSuccessStatusCode();
        var all = JsonSerializer.Deserialize<List<StandInSubscription>>(await response.Content.ReadAsStringAsync(cancellationToken), AsGoReads)!;
        Subscriptions = [.. all.Where(item => item.PubSub == options.PubSub)];
    }

    /// <summary>Delivers until stopped; what is under way then is delivered again by whoever comes next.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(
        Subscriptions.SelectMany(subscription => Enumerable.Range(0, options.Concurrency).Select(_ => WorkAsync(subscription, stopping))));

    private async Task WorkAsync(StandInSubscription subscription, CancellationToken stopping)
    {
        var group = broker.Group(subscription.Topic, appId);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var (number, message) = await group.TakeAsync(stopping);
                try
                {
                    await HandleAsync(subscription, message, stopping);
                    group.Acknowledge(number);
                }
                finally
                {
                    group.Release(number);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // A message that fails for good is acknowledged all the same: it is a dead letter where there is a topic for them, else lost.
    private async Task HandleAsync(StandInSubscription subscription, StandInMessage message, CancellationToken stopping)
    {
        var succeeded = IsEvent(message) && await DeliverAsync(subscription, message, stopping);
        if (succeeded && options.DeliversTwice)
        {
            succeeded = await DeliverAsync(subscription, message, stopping);
        }

        if (!succeeded && subscription.DeadLetterTopic is { Length: > 0 } deadLetters)
        {
            var metadata = new Dictionary<string, string>(message.Metadata) { ["pubsubName"] = options.PubSub };
            broker.Add(deadLetters, message with { Metadata = metadata });
        }
    }

    private async Task<bool> DeliverAsync(StandInSubscription subscription, StandInMessage message, CancellationToken stopping)
    {
        for (var attempt = 0; attempt <= options.Retries; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(options.RetryWait, stopping);
            }

            switch (await TryAsync(subscription, message, stopping))
            {
                case Answer.Success:
                    return true;
                case Answer.Drop:
                    return false;
            }
        }

        return false;
    }

    private async Task<Answer> TryAsync(StandInSubscription subscription, StandInMessage message, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Route.TrimStart('/')) { Content = new ByteArrayContent(message.Data) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json");
        foreach (var (name, value) in message.Metadata)
        {
            request.Headers.TryAddWithoutValidation(name.ToLowerInvariant(), value);
        }

        request.Headers.TryAddWithoutValidation("pubsubname", options.PubSub);
        try
        {
            using var response = await SendAsync(request, stopping);
            return response.StatusCode == HttpStatusCode.NotFound ? Answer.Drop
                : response.IsSuccessStatusCode ? Read(await response.Content.ReadAsStringAsync(stopping))
                : Answer.Retry;
        }
        catch (HttpRequestException)
        {
            return Answer.Retry;
        }
    }

    private async Task<HttpResponseMessage?> AskAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "dapr/subscribe");
        request.Headers.Add("dapr-app-id", appId);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(LongestAsk);
        try
        {
            return await SendAsync(request, deadline.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.AppToken is { } token)
        {
            request.Headers.TryAddWithoutValidation("dapr-api-token", token);
        }

        return await http.SendAsync(request, cancellationToken);
    }

    // Anything but an object with a status is taken for a success; an unknown status for a failure.
    private static Answer Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return !document.RootElement.TryGetProperty("status", out var status) ? Answer.Success : status.GetString() switch
            {
                "" or "SUCCESS" => Answer.Success,
                "DROP" => Answer.Drop,
                _ => Answer.Retry,
            };
        }
        catch (JsonException)
        {
            return Answer.Success;
        }
    }

    private static bool IsEvent(StandInMessage message)
    {
        try
        {
            using var document = JsonDocument.Parse(message.Data);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private enum Answer
    {
        Success,
        Retry,
        Drop,
    }
}
