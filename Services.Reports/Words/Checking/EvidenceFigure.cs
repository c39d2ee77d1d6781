namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>A number of a line of evidence.</summary>
/// <param name="Number">As the line states it.</param>
/// <param name="Role">Of a quote's line: what it is.</param>
/// <param name="Symbol">Whose it is, or null where the line does not say.</param>
internal sealed record EvidenceFigure(NumberToken Number, FigureRole Role, string? Symbol)
{
    private const decimal FirstYear = 1900;
    private const decimal LastYear = 2100;

    /// <summary>Whether a number, stated somewhere, is this one, whatever its sign.</summary>
    /// <param name="stated">The number.</param>
    /// <param name="currency">The currency of this figure where it is money and its line does not name one; null where that is not known.</param>
    public bool Has(NumberToken stated, string? currency)
    {
        if (stated.Value is not { } value)
        {
            return stated.Text.Length > 0 && (string.Equals(stated.Text, Number.Text, StringComparison.OrdinalIgnoreCase) || CalendarScanner.IsSaidOf(stated.Text, Number.Text));
        }

        if (Number.IsDate)
        {
            return stated.Unit is "" or Units.Years && value is >= FirstYear and <= LastYear && Number.Text.StartsWith(((int)value).ToString("0000", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
                || stated.Unit == Units.Days && value is > 0 and <= 31 && Number.Text.EndsWith(((int)value).ToString("-00", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return value == Number.Value && string.Equals(stated.Text, Number.Text, StringComparison.OrdinalIgnoreCase) && IsCountedIn(stated.Unit, currency);
    }

    /// <summary>Whether the sign that it is stated with is its own; one without a sign says nothing of it.</summary>
    public bool HasSign(NumberToken stated) => stated.Sign switch { < 0 => Number.Sign < 0, > 0 => Number.Sign >= 0, _ => true };

    // A currency or "shares" may be left out; a percent sign may not, since without it a number is another.
    private bool IsCountedIn(string stated, string? currency) =>
        stated == Number.Unit
        || (stated.Length == 0 && (Units.IsCurrency(Number.Unit) || Number.Unit is Units.Shares or Units.Points))
        || (Units.IsCurrency(stated) && (Units.IsCurrency(Number.Unit) ? Units.IsSameCurrency(stated, Number.Unit) : (Role & FigureRole.Money) != 0 && currency is not null && Units.IsSameCurrency(stated, currency)))
        || (stated == Units.Shares && (Role & FigureRole.Volume) != 0)
        || (stated == Units.Points && (Role & FigureRole.Change) != 0);
}
