using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Webhooks;

/// <summary>Of which run a <see cref="WebhookMessage"/> tells.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Name">What it is called.</param>
/// <param name="ScheduledFor">When the run was due; of one that somebody wanted, when that was.</param>
/// <param name="Trigger">schedule or manual.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="UserId">The user.</param>
/// <param name="Body">What the user sends along; left out where that is nothing.</param>
internal sealed record WebhookData(
    Guid JobId, string Name, DateTimeOffset ScheduledFor, string Trigger, string TenantId, string UserId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Body);
