using System.Net.Http.Headers;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>Lets <see cref="AnswerRepair"/> see each answer of a model's server before the OpenAI SDK does.</summary>
internal sealed class AnswerRepairHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return response;
        }

        var type = response.Content.Headers.ContentType;
        response.Content = type?.MediaType == "text/event-stream"
            ? WithType(new StreamContent(new RepairedEvents(await response.Content.ReadAsStreamAsync(cancellationToken))), type)
            : WithType(new StringContent(new AnswerRepair(streamed: false).Apply(await response.Content.ReadAsStringAsync(cancellationToken))), type);
        return response;
    }

    private static HttpContent WithType(HttpContent content, MediaTypeHeaderValue? type)
    {
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type.MediaType!);
        return content;
    }
}
