namespace Aspire.Hosting;

/// <summary>The application model is wrong, or the application cannot be started; the message says what to do.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>Makes an exception.</summary>
    public DistributedApplicationException(string message) : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    public DistributedApplicationException(string message, Exception inner) : base(message, inner)
    {
    }
}
