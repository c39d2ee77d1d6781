using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai.OpenAi;

/// <summary>Several models behind one client: each call goes to the server of the model that its settings name, without a name to the first one's.</summary>
internal sealed class ModelServers : DelegatingChatClient
{
    private readonly Dictionary<string, IChatClient> _servers;

    /// <param name="servers">Each model with its server, the default first.</param>
    public ModelServers(IReadOnlyList<(string Model, IChatClient Server)> servers)
        : base(servers[0].Server) => _servers = servers.ToDictionary(static one => one.Model, static one => one.Server, StringComparer.Ordinal);

    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Of(options).GetResponseAsync(messages, options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Of(options).GetStreamingResponseAsync(messages, options, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var server in _servers.Values.Where(server => server != InnerClient))
            {
                server.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private IChatClient Of(ChatOptions? options) => options?.ModelId is { } model && _servers.TryGetValue(model, out var server) ? server : InnerClient;
}
