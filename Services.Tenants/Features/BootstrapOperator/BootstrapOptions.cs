namespace Nanobot.Services.Tenants.Features.BootstrapOperator;

/// <summary>Options of the first operator's access, section <c>Bootstrap</c>.</summary>
internal sealed class BootstrapOptions
{
    /// <summary>
    /// A key with the role of an operator: any text of at least 22 characters that does not begin with <c>nbk_</c>. Another text replaces the key at the next
    /// start, none removes it. Default: none.
    /// </summary>
    public string? OperatorKey { get; set; }
}
