import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// Bytes that a running JVM has allocated since its start, over all threads, those that ended
/// included: `java Allocated.java PID` writes the number for each line that it reads.
class Allocated {
  void main(String[] arguments) throws Exception {
    var threads = new ObjectName("java.lang:type=Threading");
    var machine = VirtualMachine.attach(arguments[0]);
    var address = new JMXServiceURL(machine.startLocalManagementAgent());
    machine.detach();
    try (var connector = JMXConnectorFactory.connect(address);
        var questions = new BufferedReader(new InputStreamReader(System.in))) {
      var beans = connector.getMBeanServerConnection();
      while (questions.readLine() != null) {
        System.out.println(beans.getAttribute(threads, "TotalThreadAllocatedBytes"));
      }
    }
  }
}
