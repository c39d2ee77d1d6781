using System.Text.Json.Serialization;

namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>What one job would come to in the span.</summary>
/// <param name="JobId">The job; null: the draft.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Tokens">What they will probably come to; null where nothing is known.</param>
/// <param name="Cost">Their price in the price list's currency; null where nothing is known, or no price.</param>
/// <param name="Basis">Whose past runs that is made of: job, user, tenant or none.</param>
/// <param name="OffsetSeconds">Of one that is spread: how much later than wished it runs; of a draft, what it would get now.</param>
internal sealed record SimulatedTotal(
    Guid? JobId, string Name, int Runs, long? Tokens, decimal? Cost, string Basis, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? OffsetSeconds);
