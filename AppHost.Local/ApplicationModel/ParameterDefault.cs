namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a parameter's value is made when the configuration has none.</summary>
public abstract class ParameterDefault
{
    /// <summary>Makes the value.</summary>
    public abstract string GetDefaultValue();
}
