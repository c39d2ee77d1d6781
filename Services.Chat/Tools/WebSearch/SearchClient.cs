using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Tools.WebSearch;

/// <summary>Asks the provider. Its address is the operator's, so the guard of addresses has no say; its answer is bounded like any of the web.</summary>
internal sealed class SearchClient : IDisposable
{
    private const int MostBytes = 1024 * 1024;

    private static readonly Refusal Unavailable = new(StatusCodes.Status502BadGateway, "SEARCH_UNAVAILABLE", "The search does not answer.");
    private static readonly Refusal NotSetUp = new(StatusCodes.Status404NotFound, "SEARCH_NOT_SET_UP", "Searching the web is not set up.");

    private readonly WebSearchOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public SearchClient(IOptions<WebSearchOptions> options, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        // Not from a factory, whose log has what is searched for; and led nowhere else, with the key.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null, MaxResponseHeadersLength = 64 })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostBytes,
        };
    }

    /// <exception cref="RefusalException">There is no provider, or no answer.</exception>
    public async Task<IReadOnlyList<FoundPage>> FindAsync(string query, int count, CancellationToken cancellationToken)
    {
        if (SearchProvider.Find(_options.Provider) is not { } provider)
        {
            throw new RefusalException(NotSetUp);
        }

        using var deadline = new CancellationTokenSource(_options.Timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var request = provider.Ask(new Uri(string.IsNullOrEmpty(_options.Endpoint) ? provider.Endpoint! : _options.Endpoint), _options.ApiKey, query, count);
            request.Headers.TryAddWithoutValidation("User-Agent", "Nanobot/0.1");
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, linked.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new RefusalException(Unavailable with { Reason = $"The provider of searches answered {(int)response.StatusCode}." });
            }

            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(linked.Token));
            return [.. provider.Read(answer.RootElement).Select(static page => page.Shown()).OfType<FoundPage>().Take(count)];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RefusalException(Unavailable);
        }
        // What these say may hold the address with what was searched for.
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException)
        {
            throw new RefusalException(Unavailable);
        }
    }

    public void Dispose() => _client.Dispose();
}
