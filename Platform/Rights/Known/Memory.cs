using Microsoft.Extensions.Logging;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Rights.Observability;

namespace Nanobot.Platform.Rights.Known;

/// <summary>What all kinds of remembered answers share.</summary>
/// <param name="Freshness">Whether what has changed is known.</param>
/// <param name="Marks">What has.</param>
/// <param name="Bounds">How long they serve.</param>
/// <param name="Backoff">Spreads what is asked for again.</param>
/// <param name="Telemetry">Counts.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Told where nothing can be asked for again.</param>
internal sealed record Memory(
    IFreshness Freshness, ChangeMarks Marks, PolicyMemory Bounds, Backoff Backoff, RightsTelemetry Telemetry, TimeProvider Time, ILogger Logger);
