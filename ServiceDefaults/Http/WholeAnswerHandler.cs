namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// Reads each answer to its end before handing it on, so that the deadline and the retries around it hold for the body too,
/// and not for the headers alone.
/// </summary>
internal sealed class WholeAnswerHandler : DelegatingHandler
{
    // Far above any answer of a module; a peer must not fill our memory.
    private const long MaximumBytes = 32 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MaximumBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
