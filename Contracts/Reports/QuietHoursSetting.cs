using System.ComponentModel.DataAnnotations;

namespace Nanobot.Contracts.Reports;

/// <summary>When a user is told nothing, by the clock of its time zone: body and answer of <c>PUT /delivery/quiet-hours</c>.</summary>
/// <param name="From">From when on, "HH:MM".</param>
/// <param name="To">Until when, "HH:MM"; where that is earlier, of the next day.</param>
public sealed record QuietHoursSetting([property: Required] string? From, [property: Required] string? To);
