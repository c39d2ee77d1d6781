using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Tests.Support;

/// <summary>A model that does what the test of the current tenant says, and else what the service's own would.</summary>
internal sealed class ScriptedModel(IChatClient otherwise, ConcurrentDictionary<string, Func<string, CancellationToken, Task<ChatResponse>>> scripts) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        return scripts.TryGetValue(TenantScope.Current!.RequiredTenantId, out var script)
            ? await script(conversation[^1].Text, cancellationToken)
            : await otherwise.GetResponseAsync(conversation, options, cancellationToken);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => otherwise.Dispose();
}
