using System.ComponentModel.DataAnnotations;

namespace Nanobot.Contracts.Reports;

/// <summary>How long a tenant's reports are to be kept: body of <c>PUT /reports/retention</c>.</summary>
/// <param name="Days">Days from when a report was asked for; 1 to 3,660.</param>
public sealed record RetentionSetting([property: Required] int? Days);
