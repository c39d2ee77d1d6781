using System.Net.Http.Headers;
using System.Text;
using Nanobot.Platform.Ai.Counting;
using Nanobot.Platform.Ai.OpenAi.Reading;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>
/// Reads what a model's server sends, in whatever form it comes, and hands it to the OpenAI SDK in the form that was asked
/// for: <paramref name="streamed"/> or whole.
/// </summary>
internal sealed class AnswerHandler(bool streamed, TimeProvider time, HttpMessageHandler connection) : DelegatingHandler(connection)
{
    // As OpenAI documents it, for questions about a request.
    private const string NameHeader = "X-Client-Request-Id";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (attempt, name) = await CallTally.NextAsync(cancellationToken);
        if (name is not null)
        {
            request.Headers.TryAddWithoutValidation(NameHeader, name);
        }

        var response = await SendAsync(request, attempt, cancellationToken);
        if ((int)response.StatusCode >= 400)
        {
            attempt.Reach = AttemptReach.Refused;
            // Nobody reads what it says, and the SDK would keep all of it, however long.
            response.Content.Dispose();
            response.Content = new ByteArrayContent([]);
            return response;
        }

        try
        {
            response.Content = await CanonicalAsync(response, attempt, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CallAttempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException unreached) when (unreached.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            attempt.Reach = AttemptReach.Refused;
            throw;
        }
    }

    private async Task<HttpContent> CanonicalAsync(HttpResponseMessage response, CallAttempt attempt, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new ModelUnavailableException($"it answered with HTTP {(int)response.StatusCode}", isTransient: false);
        }

        attempt.Reach = AttemptReach.Answered;
        var body = new BoundedAnswer(await AnswerBody.OpenAsync(response.Content, cancellationToken));
        var atHand = CallAtHand.Current;
        var reader = new AnswerReader(body, time, new ServerAnswer(atHand.Offered, atHand.TakesWrittenCalls, attempt));
        HttpContent content = streamed ? new StreamContent(new CanonicalStream(body, reader, atHand)) : await WholeAsync(body, reader, cancellationToken);
        content.Headers.ContentType = new MediaTypeHeaderValue(streamed ? "text/event-stream" : "application/json");
        return content;
    }

    private static async Task<ByteArrayContent> WholeAsync(Stream body, AnswerReader reader, CancellationToken cancellationToken)
    {
        await using var _ = body;
        var words = new StringBuilder();
        await foreach (var part in reader.WordsAsync(cancellationToken))
        {
            words.Append(part);
        }

        var answer = reader.End();
        return new ByteArrayContent(CanonicalAnswer.Whole(words.ToString(answer.Thought, words.Length - answer.Thought), answer));
    }
}
