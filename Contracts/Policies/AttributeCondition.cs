using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Policies;

/// <summary>What an attribute of a request must be.</summary>
/// <param name="Key">The attribute.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what: a text, number or truth value; a list of them for in and not_in; nothing for exists.</param>
public sealed record AttributeCondition(
    [property: Required] string? Key = null,
    [property: Required, Permitted<AttributeOperator>] string? Operator = null,
    JsonElement? Value = null);
