using System.Net.Http.Headers;
using System.Text;
using Nanobot.Platform.Ai.OpenAi.Reading;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>
/// Reads what a model's server sends, in whatever form it comes, and hands it to the OpenAI SDK in the form that was asked
/// for: <paramref name="streamed"/> or whole.
/// </summary>
internal sealed class AnswerHandler(bool streamed, TimeProvider time, HttpMessageHandler connection) : DelegatingHandler(connection)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode >= 400)
        {
            return response;
        }

        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw new ModelUnavailableException($"it answered with HTTP {(int)response.StatusCode}", isTransient: false);
            }
        }

        var body = await TextAsync(response.Content, cancellationToken);
        response.Content = streamed ? new StreamContent(new CanonicalStream(body, time)) : await WholeAsync(body, cancellationToken);
        response.Content.Headers.ContentType = new MediaTypeHeaderValue(streamed ? "text/event-stream" : "application/json");
        return response;
    }

    private async Task<ByteArrayContent> WholeAsync(Stream body, CancellationToken cancellationToken)
    {
        await using var _ = body;
        var reader = new AnswerReader(body, time);
        var words = new StringBuilder();
        await foreach (var part in reader.WordsAsync(cancellationToken))
        {
            words.Append(part);
        }

        return new ByteArrayContent(CanonicalAnswer.Whole(words.ToString(), reader.End()));
    }

    // JSON is UTF-8. A server that says otherwise means it.
    private static async Task<Stream> TextAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = await content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return content.Headers.ContentType?.CharSet is { } name && Encoding.GetEncoding(name.Trim('"')) is { CodePage: not 65001 } other
                ? Encoding.CreateTranscodingStream(body, other, Encoding.UTF8)
                : body;
        }
        catch (ArgumentException)
        {
            return body;
        }
    }
}
