using System.ComponentModel.DataAnnotations;

namespace Nanobot.Contracts.Values;

/// <summary>Describes a member that names a <typeparamref name="T"/>, or the entries of a list of them.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class PermittedAttribute<T>() : AllowedValuesAttribute([.. T.All.Select(static choice => choice.Value)])
    where T : Choice<T>, IChoice<T>;
