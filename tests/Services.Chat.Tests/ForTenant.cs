using Microsoft.Extensions.AI;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests;

/// <summary>The service's model, called for a tenant of its own.</summary>
internal sealed class ForTenant(IChatClient model) : DelegatingChatClient(model)
{
    private readonly TenantContext _context = TestContexts.User();

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var scope = TenantScope.Begin(_context);
        return await base.GetResponseAsync(messages, options, cancellationToken);
    }
}
