using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>Called before the effect; a test makes it fail or wait.</summary>
public sealed class Before
{
    public Func<ThingHappened, TenantTransaction, CancellationToken, Task> Act { get; set; } = (_, _, _) => Task.CompletedTask;
}

/// <summary>Notes an effect that leaves no audit entry, so that nothing is published but what a test publishes.</summary>
public sealed class ThingHandler(Before before) : IEventHandler<ThingHappened>
{
    public async Task HandleAsync(ThingHappened integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken)
    {
        await before.Act(integrationEvent, transaction, cancellationToken);
        await transaction.ExecuteAsync(cancellationToken,
            new Sql("insert into effects (tenant_id, number) values ($1, $2)", transaction.Context.RequiredTenantId, integrationEvent.Number) { IsBookkeeping = true });
    }
}
